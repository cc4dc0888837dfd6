import { readIpAddress } from '../proxy-flags/ip-address';

/** Whether a text is a range of IP addresses, as in `10.20.0.0/16`. */
export function isAddressRange(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  return readIpAddress(address) !== undefined && Number(bits) <= (address.includes(':') ? 128 : 32);
}
