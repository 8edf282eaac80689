import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icon.js';

/** A button that shows only a drawing. */
export function IconButton({
  icon,
  label,
  pressed,
  disabled = false,
  keys,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  /** Of a button that stays down. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** The key that does the same. */
  readonly keys?: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A label above or beside a control. */
export function Field({
  label,
  help,
  children,
}: {
  readonly label: string;
  readonly help?: string | undefined;
  readonly children: (id: string) => ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
      {help === undefined ? null : <p class="hint">{help}</p>}
    </div>
  );
}

/** One of several. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="segments">
        {options.map((option) => (
          <button
            type="button"
            key={option.value}
            aria-pressed={option.value === value}
            onClick={() => onChange(option.value)}
          >
            {option.text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

export function Check({
  label,
  checked,
  help,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly help?: string;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label class="check" title={help}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** A part of the side panel that can be folded. */
export function Section({
  title,
  open = true,
  children,
}: {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="section" open={open}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div class="section-body">{children}</div>
    </details>
  );
}

/** A bar that fills; without a share, one that only shows that something is going on. */
export function Progress({ label, share }: { readonly label: string; readonly share?: number }) {
  return (
    <div class="progress">
      <span>{label}</span>
      {share === undefined ? (
        <progress aria-label={label} />
      ) : (
        <progress aria-label={label} value={share} max={1} />
      )}
    </div>
  );
}

/** A number that a person types; nothing is said until it is one. */
export function NumberInput({
  id,
  value,
  min = 0,
  step = 'any',
  placeholder,
  label,
  onChange,
}: {
  readonly id?: string;
  readonly value: number | undefined;
  readonly min?: number;
  readonly step?: number | 'any';
  readonly placeholder?: string;
  readonly label?: string;
  readonly onChange: (value: number | undefined) => void;
}) {
  return (
    <input
      id={id}
      type="number"
      inputMode="decimal"
      aria-label={label}
      min={min}
      step={step}
      placeholder={placeholder}
      value={value ?? ''}
      onChange={(event) => {
        const { value: text, valueAsNumber } = event.currentTarget;
        if (text === '') onChange(undefined);
        else if (Number.isFinite(valueAsNumber) && valueAsNumber >= min) onChange(valueAsNumber);
      }}
    />
  );
}
