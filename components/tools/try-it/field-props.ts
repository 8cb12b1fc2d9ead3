import type { Json } from '@/lib/contracts/json';
import type { FieldShape, FormField } from './field-shape';

/** What every kind of field is drawn with. */
export type FieldProps<Kind extends FieldShape['kind']> = {
  label: string;
  path: string;
  field: FormField & { shape: Extract<FieldShape, { kind: Kind }> };
  isRequired: boolean;
  value: Json | undefined;
  /** `undefined` leaves the field out of the call. */
  onChange: (value: Json | undefined) => void;
};
