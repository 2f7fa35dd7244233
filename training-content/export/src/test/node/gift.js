// Reads GIFT with a parser that shares no code with this project, and prints a line for each question.
import { readFileSync } from 'node:fs';
import { parse } from 'gift-pegjs';

for (const question of parse(readFileSync(process.argv[2], 'utf8'))) {
  if (question.type === 'Category') {
    continue;
  }
  console.log(JSON.stringify({
    type: question.type,
    title: question.title,
    text: question.stem.text,
    choices: (question.choices ?? []).length || (question.matchPairs ?? []).length || 0,
  }));
}
