import { expect, test } from 'vitest';
import { ConfirmIdentity } from '@/components/connect/confirm-identity';
import { ConnectResult } from '@/components/connect/connect-result';
import { GoOn } from '@/components/connect/go-on';
import type { ConnectView } from '@/lib/contracts/connect-view';
import { ConnectFailure } from '@/lib/contracts/connection-token';
import { render } from '@/tests/support/render';

const view: ConnectView = {
  ...{ status: 'open', failure: null, appName: 'Gmail', providerName: 'Composio', workspaceName: 'Acme' },
  ...{ label: null, profileId: null, isPopup: false, goOnTo: null },
};

test.each(ConnectFailure.options)('%s is explained in both languages', (failure) => {
  const shown = { ...view, status: 'failed' as const, failure };
  const [en, es] = [render(<ConnectResult view={shown} />), render(<ConnectResult view={shown} />, 'es')];
  expect(en).toContain('role="alert"');
  expect(en).not.toContain('failures.');
  expect(es).not.toBe(en);
});

test('a link that was used up does not say that the app is not connected', () => {
  const html = render(<ConnectResult view={{ ...view, status: 'failed', failure: 'used' }} />);
  expect(html).not.toContain('was not connected');
});

test('the confirmation names who was connected and for whom, and sends no more than the answer', () => {
  const html = render(
    <ConfirmIdentity state="the-state" view={{ ...view, status: 'confirming', label: 'jane@example.com' }} />,
  );
  expect(html).toContain('<strong class="text-ink">jane@example.com</strong>');
  expect(html).toContain('Acme');
  expect(html.match(/name="\w+"/g)).toEqual(['name="state"', 'name="answer"', 'name="answer"']);
});

test('a name that holds markup is shown as text', () => {
  const html = render(<ConfirmIdentity state="s" view={{ ...view, status: 'confirming', label: '<img src=x>' }} />);
  expect(html).not.toContain('<img');
});

test('a browser without scripts has a way on', () => {
  expect(render(<GoOn to="/connect/token/open" view={view} />)).toContain('href="/connect/token/open"');
});
