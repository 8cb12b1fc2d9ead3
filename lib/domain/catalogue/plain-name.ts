/** `google_calendar`, `googlecalendar` and "Google Calendar" are one app to whoever does not know the providers. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
