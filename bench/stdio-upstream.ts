import { createInterface } from 'node:readline';
import { answerTo } from './fifty-tools';

/** The same upstream as a program that is spoken to over its standard input. */
createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.id !== undefined) process.stdout.write(`${JSON.stringify(answerTo(message))}\n`);
});
