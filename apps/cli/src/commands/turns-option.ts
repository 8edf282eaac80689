import { InvalidArgumentError, Option } from 'commander';

/** The ways of looking at a picture that there are; as everywhere, what is needed to show help loads no engine. */
const TURNS = [1, 2, 4, 8];

/** `--turns`, the same for all commands that count. */
export function turnsOption(): Option {
  return new Option(
    '--turns <number>',
    'ways in which the network is shown each picture, of which the mean is taken: 2 also upside down, 4 all quarter ' +
      'turns, 8 these and mirrored; takes as many times longer',
  )
    .argParser((text) => {
      const turns = TURNS.find((each) => String(each) === text);
      if (turns === undefined) throw new InvalidArgumentError(`It must be one of ${TURNS.join(', ')}.`);
      return turns;
    })
    .default(1);
}
