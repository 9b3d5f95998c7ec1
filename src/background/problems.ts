/**
 * Problems that the background works around. They are written to its console; the page gets the answer
 * without the failed part.
 */

/** A function that writes an error to the console, with the subject that it concerns: `the notes`. */
export function report(subject: string): (error: unknown) => void {
  return (error) => console.warn(`Gloss: ${subject}`, error);
}

/** The value, or `fallback` where the value cannot be had: the error is then reported. Never rejects. */
export async function orElse<T>(value: Promise<T>, fallback: T, subject: string): Promise<T> {
  try {
    return await value;
  } catch (error) {
    report(subject)(error);
    return fallback;
  }
}

/** Does a piece of work, and reports what it throws. */
export function reported(work: () => void, subject: string): void {
  try {
    work();
  } catch (error) {
    report(subject)(error);
  }
}
