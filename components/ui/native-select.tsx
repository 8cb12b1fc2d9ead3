import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

type Option<Value extends string> = { value: Value; label: string };

type Props<Value extends string> = Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  options: readonly Option<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
};

/** The browser's own list: for rows of a table, where a drawn one per row would cost more than it shows. */
export function NativeSelect<Value extends string>(props: Props<Value>) {
  const { options, value, onValueChange, className, ...rest } = props;
  return (
    <div className={cn('relative', className)}>
      <select
        className="control h-8 w-full appearance-none pr-8 pl-2.5 text-sm"
        value={value}
        onChange={(event) => {
          const option = options.find((candidate) => candidate.value === event.target.value);
          if (option) onValueChange(option.value);
        }}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-raised">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none absolute top-2 right-2 size-4 text-faint" aria-hidden />
    </div>
  );
}
