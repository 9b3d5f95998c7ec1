import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { pause } from '../../scripts/hovering';
import { damageLevelDb, deleteLargeValues } from '../torture/damage';
import { ask } from './notes';
import { launch } from './rig';
it('debug', async () => {
  const out: unknown[] = [];
  const whole = mkdtempSync(join(tmpdir(), 'gloss-dbg-'));
  let rig = await launch('chrome', whole);
  let own = await rig.openOwn('notes.html');
  for (let n = 0; n < 5; n++) await ask(own, 'write', { id: crypto.randomUUID(), target: { kind: 'term', term: 'igf' }, changes: { text: n === 3 ? randomBytes(75_000).toString('hex') : `N${n}` } });
  await pause(2500);
  await rig.close();
  for (const [name, damage] of [['current', (p: string) => damageLevelDb(p, 'databases', 'no CURRENT')], ['large', (p: string) => out.push(deleteLargeValues(p))]] as const) {
    const p = mkdtempSync(join(tmpdir(), 'gloss-dbg-'));
    cpSync(whole, p, { recursive: true });
    damage(p);
    rig = await launch('chrome', p);
    own = await rig.openOwn('notes.html');
    for (let k = 0; k < 3; k++) {
      out.push([name, await ask(own, 'all-notes', {}).then((r) => [r.notes.length, r.damaged], String), await ask(own, 'safety', null).catch(String)]);
      await pause(1500);
    }
    out.push(await own.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((ok, no) => { const r = indexedDB.open('notes'); r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error); });
      const req = (f: (s: IDBTransaction) => IDBRequest) => new Promise((ok) => { const t = db.transaction([...db.objectStoreNames]); const r = f(t); r.onsuccess = () => ok(r.result); r.onerror = (e) => { e.preventDefault(); ok(`E ${r.error}`); }; setTimeout(() => ok('hangs'), 3000); });
      const keys = await req((t) => t.objectStore('notes').getAllKeys()) as string[];
      const each = [];
      for (const k of keys) { const v = await req((t) => t.objectStore('notes').get(k)) as { text?: string }; each.push(typeof v === 'string' ? v : (v?.text ?? JSON.stringify(v))?.slice(0, 10)); }
      const all = await req((t) => t.objectStore('notes').getAll());
      return { version: db.version, each, all: typeof all === 'string' ? all : (all as unknown[]).length, copying: JSON.stringify(await req((t) => t.objectStore('copying').getAll())), recoveries: JSON.stringify(await req((t) => t.objectStore('recoveries').getAll())) };
    }));
    await rig.close();
  }
  writeFileSync('/tmp/second-debug.json', JSON.stringify(out, null, 1));
});
