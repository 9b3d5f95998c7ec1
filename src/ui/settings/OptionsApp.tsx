import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { DataSection } from '../data/DataSection';
import { About } from './About';
import { Appearance } from './Appearance';
import { Corrections } from './Corrections';
import { ListedSites } from './ListedSites';
import { Reading } from './Reading';
import { Shortcuts } from './Shortcuts';
import { useSettings } from './use-settings';
import '../tokens.css';
import './options.css';

/** The sections of the page, each with the id of its heading. */
const SECTIONS = ['reading', 'appearance', 'shortcuts', 'sites', 'corrections', 'data', 'about'] as const;

/** The settings page. Each change holds at once, in open tabs and on Gloss's own pages. */
export function OptionsApp() {
  const { settings, problem, change } = useSettings();
  // The browser looked for the fragment before the sections were rendered.
  useEffect(() => {
    if (settings && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [settings === undefined]);
  return (
    <div class="options">
      <nav aria-label={i18n.t('options.sections')}>
        <ul>
          {SECTIONS.map((id) => (
            <li key={id}>
              <a href={`#${id}`}>{i18n.t(`options.section.${id}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main aria-busy={settings === undefined && problem === undefined}>
        <h1>{i18n.t('options.heading')}</h1>
        {problem && <p role="alert">{i18n.t(problem)}</p>}
        {settings && (
          <>
            <Section id="reading">
              <Reading settings={settings} change={change} />
            </Section>
            <Section id="appearance">
              <Appearance settings={settings} change={change} />
            </Section>
          </>
        )}
        <Section id="shortcuts">
          <Shortcuts />
        </Section>
        {settings && (
          <Section id="sites">
            <ListedSites list="paused" sites={settings.paused} change={change} />
            <ListedSites list="barless" sites={settings.barless} change={change} />
          </Section>
        )}
        <Corrections />
        <DataSection />
        <About />
      </main>
    </div>
  );
}

function Section({ id, children }: { id: (typeof SECTIONS)[number]; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{i18n.t(`options.section.${id}`)}</h2>
      {children}
    </section>
  );
}
