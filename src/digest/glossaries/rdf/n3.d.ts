/** The part of the package n3 that is used: it has no types of its own, and those of DefinitelyTyped are of version 1. */
declare module 'n3' {
  interface Term {
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'Variable' | 'DefaultGraph' | 'Quad';
    value: string;
    /** Of a literal: its language tag; '' if it has none. */
    language?: string;
  }
  interface Quad {
    subject: Term;
    predicate: Term;
    object: Term;
  }
  interface Token {
    type: string;
    /** From 1. */
    line: number;
  }
  /** A stream of text, as Node has it. */
  interface TextStream {
    on(event: 'data', listener: (piece: string) => void): unknown;
    on(event: 'end' | 'error', listener: () => void): unknown;
  }
  export class Parser {
    constructor(options: { format: string });
    /** `onQuad` gets an error, or a quad, or null at the end. What a listener throws is thrown by the stream. */
    parse(
      stream: { on(event: string, listener: (piece: string) => void): unknown },
      listeners: { onQuad(error: Error | null, quad: Quad | null): void; onToken(token: Token): void },
    ): void;
  }
}
