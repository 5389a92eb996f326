import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortTaken, serve } from './serve.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { testCharts } from './test-charts.ts';

let running: RunningSandbox;
beforeAll(async () => {
  running = await startSandbox({
    resources: testCharts(),
    appUrl: () => 'http://127.0.0.1:1',
    chartPage: 'launch/sandbox-ehr/chart-page',
  });
});
afterAll(() => running.close());

describe('over HTTP', () => {
  it('answers discovery with CORS, and its preflight', async () => {
    const url = `${running.ehr.iss('hapi-like')}/.well-known/smart-configuration`;
    const response = await fetch(url);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const preflight = await fetch(url, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('keeps the chart page to its own origin', async () => {
    const open = (origin: string) =>
      fetch(`${running.origin}/chart/session`, { method: 'POST', headers: { origin } });
    expect((await open('http://127.0.0.1:1')).status).toBe(403);
    const own = await open(running.origin);
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    const preflight = await fetch(`${running.origin}/chart/session`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lets the chart page launch, read, change and start a note', async () => {
    const command = async (path: string, body: object = {}) =>
      (await (
        await fetch(running.origin + path, {
          method: 'POST',
          headers: { origin: running.origin },
          body: JSON.stringify(body),
        })
      ).json()) as Record<string, string>;
    const session = await command('/chart/session');
    const headers = { authorization: `Bearer ${session['token']}` };
    const note = {
      resourceType: 'DocumentReference',
      status: 'current',
      subject: { reference: 'Patient/a' },
    };
    const created = await fetch(`${session['fhir']}/DocumentReference`, {
      method: 'POST',
      headers,
      body: JSON.stringify(note),
    });
    expect([created.status, created.headers.get('etag')]).toEqual([201, 'W/"1"']);
    const opened = await command('/chart/launch', {
      personality: 'epic-like',
      fault: '429-date',
      patient: 'Patient/a',
      encounter: null,
    });
    expect(opened['iss']).toBe(`${running.origin}/epic-like/429-date/fhir`);
    await command('/chart/reset');
    const left = await fetch(`${session['fhir']}/DocumentReference?patient=a`, { headers });
    expect(await left.json()).toMatchObject({ total: 1 });
  });

  it('ends a dead server without a word', async () => {
    await expect(fetch(`${running.ehr.iss('hapi-like', 'server-down')}/metadata`)).rejects.toThrow(
      'fetch failed',
    );
  });

  it('serves nothing from outside the page folder', async () => {
    expect((await fetch(`${running.origin}/`)).status).toBe(200);
    expect((await fetch(`${running.origin}/..%2f..%2fpackage.json`)).status).toBe(404);
  });

  it('says which port is taken', async () => {
    const port = Number(new URL(running.origin).port);
    await expect(serve(() => [], { port })).rejects.toThrow(PortTaken);
  });
});
