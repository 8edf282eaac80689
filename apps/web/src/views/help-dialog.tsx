import { Dialog } from '../parts/dialog.js';
import { words } from '../words.js';

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words.help.title} onClose={onClose}>
      <dl class="keys">
        {words.help.keys.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split('  ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>{words.help.touch}</p>
      <p>{words.private}</p>
    </Dialog>
  );
}
