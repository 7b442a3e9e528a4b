// Swagger UI on our own document; nothing is fetched from elsewhere.
const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  validatorUrl: null,
  supportedSubmitMethods: ["get"],
  defaultModelsExpandDepth: 0,
  syntaxHighlight: false,
});
