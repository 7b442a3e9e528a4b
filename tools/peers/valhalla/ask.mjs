// Asks Valhalla whatever its tiles can answer. Each line {"ask": "route", "query": {…}} is
// answered by a line {"ms": …, "answer": {…}} or {"ms": …, "error": "…"}.
import { createInterface } from 'node:readline';
import { Actor } from '@valhallajs/valhallajs';

const actor = await Actor.fromConfigFile(process.argv[2]);

async function answerTo({ ask, query }) {
  const text = JSON.stringify(query); // given text it answers text, so that no JSON is read or written within the time
  const begun = performance.now();
  try {
    const answer = await actor[ask](text);
    return `{"ms":${performance.now() - begun},"answer":${answer}}`;
  } catch (error) {
    return JSON.stringify({ ms: performance.now() - begun, error: error.message });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write((await answerTo(JSON.parse(line))) + '\n');
}
