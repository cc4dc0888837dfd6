import { basename, isAbsolute } from 'node:path';
import { shellQuote } from '@alloydb-gke/core';
import type { ContainerPlan, MountPlan } from '../pod-plan/pod-plan';

/** What the image of the Auth Proxy runs as, when the manifest does not say. Source: its Dockerfile */
export const imageUser = 65532;

/** Where the Auth Proxy lies in its image. */
const imageProgram = '/alloydb-auth-proxy';

/** Programs and libraries of this machine, for the stand-ins. They are where Linux distributions have them. */
const systemFolders = ['usr', 'lib', 'lib32', 'lib64', 'bin', 'sbin', 'nix', 'gnu'] as const;

export interface RootPlan {
  readonly container: ContainerPlan;
  /** An empty folder, where the root is put. */
  readonly root: string;
  /** A folder with the few devices. */
  readonly devices: string;
  /** Where the volumes of the pod are, by their name. */
  readonly volumes: Readonly<Record<string, string>>;
  /** Files of this machine, by their path in the container: the program and, for a stand-in, Node.js. */
  readonly programs: Readonly<Record<string, string>>;
  /** The texts of files below /etc, by their path. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether the programs and libraries of this machine are there. In the image of the Auth Proxy there is nothing but it. */
  readonly withSystem: boolean;
}

/** Where the Auth Proxy's program has to lie for the command line of a container: an image of one's own may have it elsewhere. */
export function proxyPath({ commandLine: [program = imageProgram] }: Pick<ContainerPlan, 'commandLine'>): string {
  return isAbsolute(program) && basename(program) === basename(imageProgram) ? program : imageProgram;
}

/**
 * A script for the shell that makes the file system of a container, in the mount namespace of the stage. The root belongs to
 * root, so that only /tmp, the home and volumes can be written to, as in the image; with readOnlyRootFilesystem only volumes.
 */
export function rootScript(plan: RootPlan): string {
  const { container, root, devices, programs, files, withSystem } = plan;
  const at = (path: string): string => shellQuote(`${root}/${path.replace(/^\/+/, '')}`);
  const writableFolders = container.readOnlyRootFilesystem ? [] : ['tmp', 'home/nonroot'];
  const mounts = [...container.mounts].sort((left, right) => left.mountPath.length - right.mountPath.length);
  return [
    'set -e',
    `mount -t tmpfs -o mode=755 root ${shellQuote(root)}`,
    `mkdir -p ${['proc', 'dev', 'tmp', 'home/nonroot', 'etc'].map(at).join(' ')}`,
    `chmod 1777 ${at('tmp')}`,
    ...Object.entries(files).flatMap(([path, text]) => [
      `mkdir -p "$(dirname ${at(path)})"`,
      `printf %s ${shellQuote(text)} >${at(path)}`,
      ...(text.startsWith('#!') ? [`chmod 755 ${at(path)}`] : []),
    ]),
    ...Object.entries(programs).flatMap(([path, file]) => [
      `mkdir -p "$(dirname ${at(path)})"`,
      `[ -e ${at(path)} ] || : >${at(path)}`,
      `mount --bind ${shellQuote(file)} ${at(path)}`,
    ]),
    ...(withSystem ? systemFolders.flatMap((folder) => systemFolder(folder, at(folder))) : []),
    `mount --rbind /proc ${at('proc')}`,
    `mount --rbind ${shellQuote(devices)} ${at('dev')}`,
    ...writableFolders.map((folder) => `mount -t tmpfs -o mode=1777 ${shellQuote(folder.replace('/', '-'))} ${at(folder)}`),
    ...mounts.flatMap((mount) => mountVolume(mount, plan, at)),
    ...(container.runAsUser === 0 && !container.readOnlyRootFilesystem ? [] : [`mount -o remount,ro,bind ${shellQuote(root)}`]),
    '',
  ].join('\n');
}

function systemFolder(folder: string, target: string): readonly string[] {
  return [
    `if [ -L /${folder} ]; then cp -P /${folder} ${target}; elif [ -d /${folder} ]; then mkdir ${target} && mount --rbind /${folder} ${target}; fi`,
  ];
}

function mountVolume(
  { volume, mountPath, subPath, readOnly }: MountPlan,
  { volumes }: RootPlan,
  at: (path: string) => string,
): readonly string[] {
  const folder = volumes[volume];
  if (folder === undefined) return [];
  const [source, target] = [shellQuote(subPath === undefined ? folder : `${folder}/${subPath}`), at(mountPath)];
  return [
    ...(subPath === undefined ? [] : [`[ -e ${source} ] || { mkdir -p ${source} && chmod 777 ${source}; }`]),
    `if [ -d ${source} ]; then mkdir -p ${target}; else mkdir -p "$(dirname ${target})"; : >${target}; fi`,
    `mount --bind ${source} ${target}`,
    ...(readOnly ? [`mount -o remount,ro,bind ${target}`] : []),
  ];
}
