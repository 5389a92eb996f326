import { button, el, table } from './dom.ts';
import type { EhrClient } from './ehr-client.ts';

const SHOWN = 60;

/** What the app asked this record system for: types and parameter names, no ids and no values. */
export function logPanel(ehr: EhrClient): HTMLElement {
  const place = el('div');
  const refresh = async (): Promise<void> => {
    const entries = (await ehr.log()).filter((each) => !each.path.startsWith('/chart'));
    place.replaceChildren(
      table({
        caption: 'Requests',
        columns: ['Request', 'Answer', 'Token', 'To'],
        empty: 'Nothing was asked yet.',
        rows: entries
          .slice(-SHOWN)
          .toReversed()
          .map((each) => [
            `${each.method} ${each.path.replaceAll('&', ' & ')}`,
            each.status === null ? 'waiting' : each.status === 0 ? 'no answer' : String(each.status),
            each.bearer ? 'yes' : 'no',
            each.origin === 'trap' ? 'another server' : 'here',
          ]),
      }),
    );
  };
  const panel = el(
    'details',
    { class: 'log' },
    el('summary', {}, 'What reached this record system'),
    el(
      'p',
      { class: 'actions' },
      button('Refresh', () => void refresh()),
    ),
    place,
  );
  panel.addEventListener('toggle', () => {
    if (panel.open) void refresh();
  });
  return panel;
}
