'use client';

import { Pencil, SquareTerminal, Trash2, Wrench } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { SavedQueryTool } from '@/lib/contracts/saved-query';

type Props = {
  profileId: string;
  query: SavedQueryTool;
  onOpen: () => void;
  onChange: () => void;
  onRemove: () => void;
};

export function SavedQueryRow({ profileId, query, onOpen, onChange, onRemove }: Props) {
  const t = useTranslations('databases.saved');
  const { name, description, parameters, tool_name } = query;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <div className="grid min-w-0 flex-1 basis-60 gap-1">
        <p className="flex flex-wrap items-center gap-1.5">
          <code className="break-all font-medium font-mono text-sm">{name}</code>
          {parameters.map((parameter) => (
            <Badge key={parameter.name} className="font-mono">
              {parameter.name}
            </Badge>
          ))}
        </p>
        <p className="line-clamp-2 text-pretty text-muted text-sm">{description}</p>
      </div>
      <div className="flex items-center gap-1">
        <Button size="sm" onClick={onOpen} aria-label={t('openNamed', { name })}>
          <SquareTerminal aria-hidden />
          {t('open')}
        </Button>
        <Button size="sm" asChild>
          <Link
            href={`/profiles/${profileId}?tool=${encodeURIComponent(tool_name)}&panel=try`}
            aria-label={t('tryNamed', { name })}
          >
            <Wrench aria-hidden />
            {t('try')}
          </Link>
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={t('changeNamed', { name })} onClick={onChange}>
          <Pencil aria-hidden />
        </Button>
        <Button variant="danger-ghost" size="icon-sm" aria-label={t('removeNamed', { name })} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
    </li>
  );
}
