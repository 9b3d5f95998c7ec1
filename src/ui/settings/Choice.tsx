export interface ChoiceProps<T extends string | number> {
  /** Distinguishes this choice from others on the page. */
  name: string;
  legend: string;
  /** The values that can be chosen, in their order. */
  values: readonly T[];
  value: T;
  textOf(value: T): string;
  onChange(value: T): void;
}

/** One of a few values, as radio buttons in a row. */
export function Choice<T extends string | number>(props: ChoiceProps<T>) {
  const { name, legend, values, value, textOf, onChange } = props;
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {values.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
          <span>{textOf(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}
