/** Why an annotation is not imported, in words for the user. */
export class Refusal extends Error {
  override name = 'Refusal';
}
