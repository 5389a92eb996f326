import { runLaunchPage } from './run-launch-page.ts';

void runLaunchPage('clinician', new URL('../', window.location.href));
