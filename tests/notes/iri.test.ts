import { describe, expect, it } from 'vitest';
import { noteIdOf } from '../../src/notes/exchange/iri';

const UUID = '00000000-0000-4000-8000-00000000000a';

describe('The id of another program’s annotation', () => {
  it('is the UUID in it, or a UUID of version 8 that always comes of it', async () => {
    expect(await noteIdOf(`urn:uuid:${UUID.toUpperCase()}`)).toBe(UUID);
    expect(await noteIdOf(UUID)).toBe(UUID);
    const made = await noteIdOf('https://a.example/1');
    expect(made).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(await noteIdOf('https://a.example/1')).toBe(made);
    expect(await noteIdOf('https://a.example/2')).not.toBe(made);
    expect(await noteIdOf(`x${UUID}`)).not.toContain(UUID);
  });
});
