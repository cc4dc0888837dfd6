import { describe, expect, it } from 'vitest';
import { EventLog } from '../log/event-log';
import { FaultSwitchboard } from './fault-switchboard';
import { type FaultName, faultNames, faultTable } from './fault-table';

describe('the faults of an emulator', () => {
  it('hit everything, or what they are narrowed to', async () => {
    const faults = new FaultSwitchboard(new EventLog());
    await faults.on('tls-silent', { instance: 'one' });
    expect(faults.effectAt('tls', { instance: 'one' })).toEqual({ at: 'tls', does: 'wait' });
    expect(faults.effectAt('tls', { instance: 'two' })).toBeUndefined();
    await faults.on('tls-silent');
    expect(faults.effectAt('tls', { instance: 'two' })).toBeDefined();
  });

  it('are gone when they are switched off, alone or together', async () => {
    const faults = new FaultSwitchboard(new EventLog());
    await faults.on('tls-silent', { instance: 'one' });
    await faults.on('tls-silent', { instance: 'two' });
    await faults.off('tls-silent', { instance: 'one' });
    expect(faults.active).toEqual([{ name: 'tls-silent', instance: 'two' }]);
    await faults.on('admin-api-quota');
    await faults.off('tls-silent');
    expect(faults.active).toEqual([{ name: 'admin-api-quota' }]);
    await faults.clear();
    expect(faults.active).toEqual([]);
  });

  it('hold when the promise is fulfilled, and happen once where they do', async () => {
    const faults = new FaultSwitchboard(new EventLog());
    const seen: string[] = [];
    faults.onChange(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push('changed');
    });
    faults.onMoment(({ does }) => void seen.push(does));
    await faults.on('instance-refused');
    await faults.on('certificates-rotated');
    expect(seen).toEqual(['changed', 'rotate certificates']);
    expect(faults.active).toEqual([{ name: 'instance-refused' }]);
  });

  it('are shown to the services one change after another, the last one last', async () => {
    const faults = new FaultSwitchboard(new EventLog());
    const shown: string[] = [];
    faults.onChange(async () => {
      const state = faults.effectAt('tcp')?.does ?? 'open';
      await new Promise((resolve) => setTimeout(resolve, state === 'open' ? 1 : 20));
      shown.push(state);
    });
    await Promise.all([faults.on('instance-refused'), faults.off('instance-refused'), faults.on('instance-black-holed'), faults.clear()]);
    expect(shown.at(-1)).toBe('open');
  });

  it('can be changed after a service failed at one', async () => {
    const faults = new FaultSwitchboard(new EventLog());
    let broken = true;
    faults.onChange(() => (broken ? Promise.reject(new Error('broken')) : undefined));
    await expect(faults.on('instance-refused')).rejects.toThrow('broken');
    broken = false;
    await expect(faults.clear()).resolves.toBeUndefined();
  });

  it('are known by name, and what is none is told so', async () => {
    const faults = new FaultSwitchboard(new EventLog());
    const said = /^faults: There is no fault "nope"\. Use one of admin-api-bad-request, .*, tokens-expired\.$/;
    await expect(faults.on('nope' as FaultName)).rejects.toThrow(said);
    await expect(faults.off('toString' as FaultName)).rejects.toThrow('There is no fault "toString".');
    expect(faults.active).toEqual([]);
  });

  it('each say what happens, in a sentence', () => {
    for (const name of faultNames) expect(faultTable[name].what, name).toMatch(/^(The|Packets|New|Every) .*\.$/);
  });
});
