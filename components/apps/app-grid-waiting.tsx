import { Skeleton } from '@/components/ui/skeleton';

const CARDS = Array.from({ length: 12 }, (_, card) => card);

/** As tall and as wide as the cards that are on their way. */
export function AppGridWaiting() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(260px,100%),1fr))] gap-3">
      {CARDS.map((card) => (
        <div key={card} className="grid h-42 content-start gap-3 rounded-lg border bg-surface p-4">
          <div className="flex items-center gap-3">
            <Skeleton className="size-9 rounded-md" />
            <Skeleton className="w-28" />
          </div>
          <Skeleton />
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </div>
  );
}
