/** What a person does on the consent page, by fetch. Returns where they are sent next, or null for a last page. */
export async function decide(
  link: string,
  answer: { identity?: string; key?: string; decision?: 'allow' | 'cancel' } = {},
) {
  const { identity = 'jane@example.com', key = 'sk_test_1234', decision = 'allow' } = answer;
  const response = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ identity, key, decision }),
  });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}
