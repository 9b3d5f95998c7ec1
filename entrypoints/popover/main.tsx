import { render } from 'preact';
import { correspondence } from '../../src/ui/card/correspondence';
import { PopoverApp } from '../../src/ui/card/PopoverApp';
import { cardSight } from '../../src/ui/card/sight';
import { followSettings } from '../../src/ui/looks';

followSettings();
render(<PopoverApp {...correspondence(location)} sight={cardSight(window)} />, document.body);
