import { describe, expect, it } from 'vitest';
import { egressProxyFor } from './egress-proxy';

const api = new URL('https://alloydb.googleapis.com/v1beta');
const proxy = 'http://proxy.example:3128';
const through = (variables: Record<string, string>, url: URL = api): string | undefined => egressProxyFor(url, variables)?.href;

describe('the proxy to the Internet', () => {
  it('is that of HTTPS_PROXY, in capitals before small letters, with or without a scheme', () => {
    expect(through({ HTTPS_PROXY: proxy, https_proxy: 'http://other.example' })).toBe(`${proxy}/`);
    expect(through({ HTTPS_PROXY: '', https_proxy: 'proxy.example:3128' })).toBe(`${proxy}/`);
    expect(through({ HTTP_PROXY: proxy, ALL_PROXY: proxy })).toBeUndefined();
  });

  it('is not used for an API on this machine, or without TLS', () => {
    for (const url of ['https://localhost:8443', 'https://127.0.0.9', 'https://[::1]:8443', 'http://alloydb.example']) {
      expect(through({ HTTPS_PROXY: proxy }, new URL(url)), url).toBeUndefined();
    }
  });

  it.each([
    ['*', true],
    ['googleapis.com', true],
    ['.googleapis.com', true],
    ['*.googleapis.com', true],
    ['example.com, ALLOYDB.googleapis.com', true],
    ['googleapis.com:443', true],
    ['googleapis.com:8443', false],
    ['apis.com', false],
    ['.alloydb.googleapis.com', false],
    ['10.0.0.0/8', false],
    ['', false],
  ])('is left out where NO_PROXY is %j: %s', (NO_PROXY, leftOut) => {
    expect(through({ HTTPS_PROXY: proxy, NO_PROXY }) === undefined).toBe(leftOut);
  });

  it.each([
    ['10.1.2.3', true],
    ['10.1.0.0/16', true],
    ['10.1.2.3:443', true],
    ['10.1.2.3:80', false],
    ['10.2.0.0/16', false],
    ['10.1.0.0/99', false],
    ['fd00::/8', false],
  ])('is left out for the address 10.1.2.3 where no_proxy is %j: %s', (no_proxy, leftOut) => {
    expect(through({ HTTPS_PROXY: proxy, no_proxy }, new URL('https://10.1.2.3')) === undefined).toBe(leftOut);
  });

  it('is left out for an address of IPv6, alone and by its network', () => {
    const url = new URL('https://[fd00::7]');
    expect(through({ HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, url)).toBeUndefined();
    expect(through({ HTTPS_PROXY: proxy, NO_PROXY: 'fd00::7' }, url)).toBeUndefined();
    expect(through({ HTTPS_PROXY: proxy, NO_PROXY: '[fd00::7]:443' }, url)).toBeUndefined();
    expect(through({ HTTPS_PROXY: proxy, NO_PROXY: 'fd00::8' }, url)).toBe(`${proxy}/`);
  });

  it.each([
    ['socks5://user:secret@proxy.example', 'its URL begins with "socks5:"'],
    ['http://:secret@', 'it holds no URL'],
  ])('is refused without its value where it is %j', (HTTPS_PROXY, reason) => {
    const message = `The variable HTTPS_PROXY names no proxy that the connector can use: ${reason}. Write it as "http://HOST:PORT" or "https://HOST:PORT", or except the host of the API with the variable NO_PROXY.`;
    expect(() => through({ HTTPS_PROXY })).toThrow(expect.objectContaining({ code: 'egress-proxy-invalid', message }));
    expect(() => through({ HTTPS_PROXY })).not.toThrow(/secret/);
  });
});
