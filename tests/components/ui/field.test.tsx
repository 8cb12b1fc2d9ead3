import { expect, test } from 'vitest';
import { Field } from '@/components/ui/field';
import { render } from '../../support/render';

const field = (error?: string) =>
  render(
    <Field label="Name" help="As people know it." error={error ? { type: 'x', message: error } : undefined}>
      {(control) => <input {...control} />}
    </Field>,
  );

const idOf = (markup: string, part: string) =>
  new RegExp(`<p id="([^"]+)"[^>]*>(?:<svg.*?</svg>)?${part}`).exec(markup)?.[1];

test('a label names its control', () => {
  const markup = field();
  const id = /<input[^>]* id="([^"]+)"/.exec(markup)?.[1];

  expect(markup).toContain(`for="${id}"`);
});

test('help is read out with the control', () => {
  const markup = field();

  expect(markup).toContain(`aria-describedby="${idOf(markup, 'As people')}"`);
  expect(markup).not.toContain('aria-invalid');
});

test('an error takes the place of the help, is announced, and marks the control', () => {
  const markup = field('This is required.');

  expect(markup).toContain(`aria-describedby="${idOf(markup, 'This is required')}"`);
  expect(markup).toContain('role="alert"');
  expect(markup).toContain('aria-invalid="true"');
  expect(markup).not.toContain('As people know it.');
});
