import { expect, test } from 'vitest';
import { ConfirmIdentity } from '@/components/connect/confirm-identity';
import { ConnectResult } from '@/components/connect/connect-result';
import { GoOn } from '@/components/connect/go-on';
import type { ConnectView } from '@/lib/contracts/connect-view';
import { ConnectFailure } from '@/lib/contracts/connection-token';
import { render } from '@/tests/support/render';

const view: ConnectView = {
  ...{ status: 'open', failure: null, appName: 'Gmail', providerName: 'Composio', workspaceName: 'Acme' },
  ...{ label: null, forWhom: null, profileId: null, isPopup: false, returnUrl: null },
};

test.each(ConnectFailure.options)('%s is explained in both languages', (failure) => {
  const shown = { ...view, status: 'failed' as const, failure };
  const [en, es] = [
    render(<ConnectResult isSignedIn view={shown} />),
    render(<ConnectResult isSignedIn view={shown} />, 'es'),
  ];
  expect(en).toContain('role="alert"');
  expect(en).not.toContain('failures.');
  expect(es).not.toBe(en);
});

test('a link that was used up does not say that the app is not connected', () => {
  const html = render(<ConnectResult isSignedIn view={{ ...view, status: 'failed', failure: 'used' }} />);
  expect(html).not.toContain('was not connected');
});

test.each([
  [{ kind: 'person', name: 'Ada Byron', email: 'ada@example.com' }, ['Ada Byron', 'ada@example.com']],
  [{ kind: 'user', id: 'customer-7' }, ['customer-7']],
] as const)(
  'the confirmation names who was connected and for whom, and sends no more than the answer',
  (forWhom, names) => {
    const shown = { ...view, status: 'confirming' as const, label: 'jane@example.com', forWhom };
    const html = render(<ConfirmIdentity state="the-state" view={shown} />);
    const spanish = render(<ConfirmIdentity state="the-state" view={shown} />, 'es');
    expect(html).toContain('<strong class="text-ink">jane@example.com</strong>');
    for (const name of ['Acme', ...names]) expect([html.includes(name), spanish.includes(name)]).toEqual([true, true]);
    expect(html.match(/name="\w+"/g)).toEqual(['name="state"', 'name="answer"', 'name="answer"']);
  },
);

test('a name that holds markup is shown as text', () => {
  const html = render(<ConfirmIdentity state="s" view={{ ...view, status: 'confirming', label: '<img src=x>' }} />);
  expect(html).not.toContain('<img');
});

test('a browser without scripts has a way on', () => {
  const html = render(<GoOn to="/connect/token/open" view={view} />);
  expect(html).toMatch(/<form (?=[^>]*method="post")[^>]*action="\/connect\/token\/open"/);
  expect(html).toContain('type="submit"');
  expect(html).not.toContain('href=');
});

test.each(['cancelled', 'used', 'not_found'] as const)(
  'somebody without an account is not sent to pages they cannot open, and learns where another link comes from: %s',
  (failure) => {
    const shown = { ...view, status: 'failed' as const, failure };
    const outside = render(<ConnectResult view={shown} isSignedIn={false} />);
    expect(outside).not.toContain('href=');
    expect(outside).toContain('ask whoever sent you the link for a new one');

    const inside = render(<ConnectResult view={shown} isSignedIn />);
    expect(inside).toContain('href="/apps"');
    expect(inside).not.toContain('ask whoever');
  },
);

test('who came from a page of their own goes back there, with an account here or not', () => {
  const shown = {
    ...view,
    status: 'failed' as const,
    failure: 'cancelled' as const,
    returnUrl: 'https://app.example.com/',
  };
  expect(render(<ConnectResult view={shown} isSignedIn={false} />)).toContain('href="https://app.example.com/"');
});
