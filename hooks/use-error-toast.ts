import { toast } from './toast';
import { useErrorWords } from './use-error-words';

/** For `onError` of a mutation whose failure has no place of its own on the page. */
export function useErrorToast() {
  const words = useErrorWords();
  return (error: Error) => {
    const { title, help } = words(error);
    toast.error(title, { description: help });
  };
}
