/** The JSON Schema of a valibot schema, for the kinds of schemas that `file-schema.ts` has. Throws at any other. */
import type * as v from 'valibot';

export type JsonSchema = { [keyword: string]: unknown };

/** What the kinds of schemas and of their checks have; each has some of it. */
interface Part {
  kind: 'schema' | 'validation' | 'transformation' | 'metadata';
  type: string;
  requirement?: unknown;
  entries?: Record<string, Part>;
  item?: Part;
  key?: Part;
  value?: Part;
  wrapped?: Part;
  options?: unknown[];
  literal?: unknown;
  pipe?: Part[];
}

export function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  return convert(schema);
}

function convert(part: Part): JsonSchema {
  const [, ...checks] = part.pipe ?? [];
  const schema = bare(part.pipe?.[0] ?? part);
  for (const check of checks)
    Object.assign(schema, check.kind === 'schema' ? convert(check) : checked(check, schema.type));
  return schema;
}

function bare(part: Part): JsonSchema {
  const { type, entries = {}, item, key, value, wrapped, options, literal } = part;
  // A pipe in a pipe.
  if (part.pipe !== undefined && part.pipe[0] !== part) return convert(part);
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type };
    case 'custom':
      return {};
    case 'literal':
      return { const: literal };
    case 'picklist':
      return { enum: options };
    case 'optional':
      return convert(wrapped as Part);
    case 'array':
      return { type, items: convert(item as Part) };
    case 'record':
      return {
        type: 'object',
        propertyNames: convert(key as Part),
        additionalProperties: convert(value as Part),
      };
    case 'strict_object':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(entries).map(([name, each]) => [name, convert(each)])),
        required: Object.keys(entries).filter((name) => entries[name]?.type !== 'optional'),
        additionalProperties: false,
      };
    default:
      throw new Error(`There is no JSON Schema of ${type}.`);
  }
}

function checked({ type, requirement }: Part, of: unknown): JsonSchema {
  switch (type) {
    case 'non_empty':
      return { minLength: 1 };
    case 'min_length':
      return of === 'array' ? { minItems: requirement } : { minLength: requirement };
    case 'max_length':
      return of === 'array' ? { maxItems: requirement } : { maxLength: requirement };
    case 'max_entries':
      return { maxProperties: requirement };
    case 'regex':
      return { pattern: (requirement as RegExp).source.replaceAll('\\/', '/') };
    case 'integer':
      return { type: 'integer' };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'check':
      // Of the claim; those of texts cannot be said in a JSON Schema.
      return of === 'object' ? { dependentRequired: { passage: ['quote'], quote: ['passage'] } } : {};
    default:
      throw new Error(`There is no JSON Schema of ${type}.`);
  }
}

/** A JSON Schema without what only people read, and with its definitions in their places. */
export function plain(schema: unknown, definitions: JsonSchema): unknown {
  if (Array.isArray(schema)) return schema.map((each) => plain(each, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, description: _, title: _title, $schema, $defs, ...rest } = schema as JsonSchema;
  if (typeof $ref === 'string') return plain(definitions[$ref.replace('#/$defs/', '')], definitions);
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, plainMember(key, value, definitions)]),
  );
}

/** The keys of `properties` are names, whatever they are. */
function plainMember(key: string, value: unknown, definitions: JsonSchema): unknown {
  if (key !== 'properties') return plain(value, definitions);
  return Object.fromEntries(
    Object.entries(value as JsonSchema).map(([name, each]) => [name, plain(each, definitions)]),
  );
}
