import { useSearchParams } from 'next/navigation';

/**
 * Filters and selections that are kept in the address, so that a view can be sent, reloaded and gone back to. Empty and
 * default values are left out. `setFilters` replaces the current history entry unless it is asked to add one.
 */
export function useUrlFilters<Filters extends Record<string, string>>(defaults: Filters) {
  const params = useSearchParams();
  const filters = Object.fromEntries(
    Object.entries(defaults).map(([name, byDefault]) => [name, params.get(name) ?? byDefault]),
  ) as Filters;
  const setFilters = (change: Partial<Filters>, { add = false } = {}) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) {
      if (!value || value === defaults[name]) next.delete(name);
      else next.set(name, value);
    }
    const address = next.size === 0 ? window.location.pathname : `?${next}`;
    if (add) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };
  return [filters, setFilters] as const;
}
