'use client';

import { type ComponentType, useEffect, useEffectEvent, useState } from 'react';
import { useErrorToast } from '@/hooks/use-error-toast';
import { ApiError } from '@/lib/api-client';

/** After the page's own requests. */
const LOAD_AFTER_MS = 1_000;

type WindowScript<WindowProps> = {
  loaded: ComponentType<WindowProps> | null;
  load: () => Promise<ComponentType<WindowProps>>;
};

/** The script of a dialog or sheet, which no page needs to be drawn. */
export function windowScript<WindowProps>(load: () => Promise<ComponentType<WindowProps>>): WindowScript<WindowProps> {
  const script: WindowScript<WindowProps> = {
    loaded: null,
    load: async () => {
      script.loaded ??= await load();
      return script.loaded;
    },
  };
  return script;
}

type Props<WindowProps> = {
  script: WindowScript<WindowProps>;
  /** What the window itself is drawn with. */
  props: WindowProps;
  onClose: () => void;
};

/**
 * A window whose script is loaded when it is opened, unless `useLoadAhead` was earlier. When it cannot be loaded, this says
 * so and closes, and the next press tries again; `next/dynamic` shows nothing then, and keeps the failure until the page
 * is reloaded.
 */
export function LazyWindow<WindowProps extends object>({ script, props, onClose }: Props<WindowProps>) {
  const [Window, setWindow] = useState(() => script.loaded);
  const showError = useErrorToast();
  const onFailed = useEffectEvent(() => {
    showError(new ApiError('offline', ''));
    onClose();
  });
  useEffect(() => {
    let isMounted = true;
    script.load().then(
      (component) => isMounted && setWindow(() => component),
      () => isMounted && onFailed(),
    );
    return () => {
      isMounted = false;
    };
  }, [script]);
  return Window && <Window {...props} />;
}

/** For the page that holds the button: the window is there before the press, also when the network is slow or gone. */
export function useLoadAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), LOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [load]);
}
