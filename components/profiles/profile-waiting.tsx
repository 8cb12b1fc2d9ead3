import { Card } from '@/components/ui/card';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

/** A head and a card, where a head and a card will be. */
export function ProfileWaiting() {
  return (
    <>
      <div className="flex items-center gap-4 pb-8">
        <Skeleton className="size-12 rounded-lg" />
        <div className="grid gap-2">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="w-64" />
        </div>
      </div>
      <Card>
        <SkeletonRows rows={6} />
      </Card>
    </>
  );
}
