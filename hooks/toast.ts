type Options = { description?: string; duration?: number };

/**
 * A word at the edge of the screen about something that is done. Used in place of sonner's own, which would make every
 * page that says anything carry the library before it is drawn.
 */
export const toast = {
  success: (title: string, options?: Options) => show('success', title, options),
  warning: (title: string, options?: Options) => show('warning', title, options),
  error: (title: string, options?: Options) => show('error', title, options),
};

async function show(kind: keyof typeof toast, title: string, options?: Options): Promise<void> {
  const sonner = await import('sonner');
  sonner.toast[kind](title, options);
}
