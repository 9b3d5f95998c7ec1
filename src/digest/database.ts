/** The tables of the cache database. `rows.ts` defines their rows. */
import { Dexie, type Table } from 'dexie';
import {
  DATABASE,
  type DocumentRow,
  type IndexRow,
  type PassagesRow,
  type PointerRow,
  type TermsRow,
} from './rows';

/** Rows are written with these types and read as `unknown`: everything read from disk is checked. */
export class DigestDatabase extends Dexie {
  pointers!: Table<unknown, string, PointerRow>;
  documents!: Table<unknown, [string, string], DocumentRow>;
  passages!: Table<unknown, [string, string], PassagesRow>;
  terms!: Table<unknown, [string, string], TermsRow>;
  indexes!: Table<unknown, string, IndexRow>;
  searches!: Table<unknown, string, IndexRow>;

  /** Creates the object; the database is not opened yet. */
  constructor(factory: IDBFactory, keyRange: typeof IDBKeyRange) {
    super(DATABASE, {
      indexedDB: factory,
      IDBKeyRange: keyRange,
      // The cache can be rebuilt, so a write need not wait for the disk.
      chromeTransactionDurability: 'relaxed',
      cache: 'disabled',
    });
    this.version(1).stores({
      pointers: 'digest',
      documents: '[generation+id], generation',
      passages: '[generation+id], generation, [generation+document+number]',
      terms: '[generation+id], generation',
      indexes: 'generation',
    });
    this.version(2).stores({ searches: 'generation' });
    this.version(3).stores({ terms: '[generation+id], generation, *also' });
    // Rows of one entry became rows of many. What was there is written anew.
    this.version(4)
      .stores({ passages: '[generation+id], generation, [generation+document+length+id]' })
      .upgrade(async (transaction) => {
        await Promise.all(this.tables.map(({ name }) => transaction.table(name).clear()));
      });
  }
}
