import { Skeleton } from '@/components/ui/skeleton';

export function OverviewWaiting() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-24 rounded-lg" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </div>
  );
}
