/** What benchmark reports add to the style of reports. */
export const benchmarkStyle = `
.about { color: var(--muted); }
nav ul { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 20px 0 0; padding: 0; list-style: none; font-size: 14px; }
a { color: var(--accent); }
.results { font-size: 15px; }
.results caption span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 48px); }
.results tbody th { font-weight: 400; min-width: 11ch; overflow-wrap: break-word; }
.results b { font-weight: 700; }
.results thead th + th, .results td { padding-left: 8px; }
.results td { white-space: nowrap; }
.results td.wraps { min-width: 13ch; white-space: normal; overflow-wrap: anywhere; }
.published td, .published th { color: var(--muted); }
.published .group th { padding-top: 18px; font-size: 13px; font-weight: 600; }
sup { font-size: 11px; line-height: 0; }
.notes { margin: 10px 0 0; padding-left: 20px; max-width: 90ch; color: var(--muted); font-size: 13px; line-height: 1.5; }
.plot { margin: 28px 0 0; max-width: 760px; }
h3 { margin-top: 36px; }
@media (max-width: 760px) {
  .results { font-size: 14px; }
  .results th, .results td { padding-right: 10px; }
}
@media print { nav { display: none; } .results { font-size: 8.5pt; } }
`;
