/** The product's mark: a drop of ink that holds a tree of hashes. Decorative: the name is shown next to it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        fill="var(--mantine-color-ink-7)"
        d="M16 1.5c5.6 6.6 10.5 12 10.5 18a10.5 10.5 0 0 1-21 0c0-6 4.9-11.4 10.5-18z"
      />
      <path
        fill="none"
        stroke="#fff"
        strokeWidth="1.9"
        strokeLinecap="round"
        d="M16 11v6M11 22.5v-2.5a3 3 0 0 1 3-3h4a3 3 0 0 1 3 3v2.5"
      />
      <g fill="#fff">
        <circle cx="16" cy="11" r="2.2" />
        <circle cx="11" cy="22.7" r="2.2" />
        <circle cx="21" cy="22.7" r="2.2" />
      </g>
    </svg>
  );
}
