/** A gallery of hostile pages. Each is visited while notes are written in other tabs. */
import type { Which } from '../../scripts/browsers';
import { launch } from '../e2e/rig';
import { type Exhibit, openHall, visit } from './exhibit';
import { BREAKING } from './exhibits-breaking';
import { FLOODING } from './exhibits-flooding';
import { SPYING } from './exhibits-spying';
import type { Scenario } from './scenario';

const room = (name: string, exhibits: readonly Exhibit[], where: Which): Scenario => ({
  name,
  where,
  inShort: true,
  // How long the user waits beside them counts.
  isTimed: exhibits === FLOODING,
  async run({ tally, isShort }) {
    const rig = await launch(where);
    try {
      const hall = await openHall(rig, tally, isShort);
      for (const each of exhibits)
        if ((each.only ?? where) === where && (each.inShort || !isShort)) await visit(hall, each);
      hall.other.close();
    } finally {
      await rig.close();
    }
  },
});

const ROOMS: [string, readonly Exhibit[]][] = [
  ['hostile pages that spy and tamper', SPYING],
  ['hostile pages that break what a script stands on', BREAKING],
  ['hostile pages that flood', FLOODING],
];

export const GALLERY: readonly Scenario[] = (['chrome', 'firefox'] as const).flatMap((where) =>
  ROOMS.map(([name, exhibits]) => room(name, exhibits, where)),
);
