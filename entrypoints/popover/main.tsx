import { render } from 'preact';
import { correspondence } from '../../src/ui/card/correspondence';
import { PopoverApp } from '../../src/ui/card/PopoverApp';

render(<PopoverApp {...correspondence(location)} />, document.body);
