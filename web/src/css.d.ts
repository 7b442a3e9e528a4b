/** A style sheet that a script carries inside it, as text; see build.mjs. */
declare module '*.css' {
  const text: string;
  export default text;
}
