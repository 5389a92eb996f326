import { runLaunchPage } from '../run-launch-page.ts';

void runLaunchPage('coder', new URL('../../', window.location.href));
