import { googleNames, metadataAddress, nodeAddress, servicesAddress } from './network-plan';

/** The files of /etc that kubelet and the image bring. The names of Google lead into the private network. */
export function etcFiles(podName: string, address: string, certificateAuthority: string): Readonly<Record<string, string>> {
  const hosts = [
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    `${address}\t${podName}`,
    `${metadataAddress}\tmetadata.google.internal`,
    `${servicesAddress}\t${googleNames.join(' ')}`,
  ];
  return {
    '/etc/hosts': `${hosts.join('\n')}\n`,
    '/etc/hostname': `${podName}\n`,
    // Nobody answers there, which shows at once.
    '/etc/resolv.conf': `nameserver ${nodeAddress}\noptions attempts:1 timeout:1\n`,
    '/etc/nsswitch.conf': 'hosts: files dns\n',
    '/etc/passwd':
      'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
    '/etc/group': 'root:x:0:\nnobody:x:65534:\nnonroot:x:65532:\n',
    '/etc/ssl/certs/ca-certificates.crt': certificateAuthority,
  };
}
