/** What `twofold doctor` says of the computer in English: where it is as it should be, and what to do where it is not. */
export const enMachine = {
  no: 'NO:',
  unknown: 'nobody can know here',
  traits: {
    swap: {
      name: 'swap',
      fine: 'none: what is in memory stays there',
      bad: (seen: string) => `${seen} takes memory to a disk. Turn it off: swapoff -a, and take it out of /etc/fstab.`,
    },
    hibernation: {
      name: 'sleep',
      fine: 'the computer does not hibernate',
      bad: (seen: string) =>
        `hibernation writes memory to ${seen}. Turn it off: systemctl mask hibernate.target hybrid-sleep.target, and take resume= out of the kernel's line.`,
    },
    cores: {
      name: 'core dumps',
      fine: 'none: a crash writes no memory',
      bad: () =>
        'a crash writes memory to a disk. Start what the package brings, and turn crash reporters off: systemctl disable --now apport, sysctl kernel.core_pattern=core.',
    },
    network: {
      name: 'network',
      fine: 'this program sees none',
      bad: (seen: string) => `${seen} is there. Take cables and radio hardware out.`,
    },
    ports: {
      name: 'ports',
      fine: 'scanner and printer may be used',
      bad: (seen: string) => `${seen} may not be used from this account. Install the package, or: adduser NAME dialout, and log in anew.`,
    },
    modems: {
      name: 'modems',
      fine: 'nothing takes a scanner for one',
      bad: (seen: string) => `${seen} sends commands to every new port. Install the package, whose rule tells it not to, or remove it.`,
    },
    room: {
      name: 'room',
      fine: 'enough on the disk',
      bad: (seen: string) => `${seen} left on the disk, and a station should have 2. Make room.`,
    },
    outbox: {
      name: 'laser',
      fine: 'its folder is in memory',
      bad: (seen: string) => `${seen} lies on a disk, and jobs with passphrases in it. Choose a folder on a RAM disk (Devices, Laser).`,
    },
    clock: {
      name: 'clock',
      fine: 'not before this program was made; compare it with a watch',
      bad: (seen: string) => `it says ${seen}, before this program was made. Set it.`,
    },
    arithmetic: {
      name: 'arithmetic',
      fine: 'every known answer is right',
      bad: (seen: string) => `${seen} is computed wrongly. Take another computer.`,
    },
    files: {
      name: 'program',
      fine: 'every file is the one that the package had',
      bad: (seen: string) => `${seen} is not what the package had. Do not work here; install it again from a checked package.`,
    },
  },
} as const;
