/** The process answers. Says nothing of the database: restarting this copy would not bring that back. */
export async function GET(): Promise<Response> {
  return Response.json({ status: 'ok' });
}
