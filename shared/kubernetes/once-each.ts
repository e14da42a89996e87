/** The same function, which reckons each object once. */
export function onceEach<K extends object, V>(reckon: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, { readonly answer: V }>();
  return (key) => {
    const same = answers.get(key);
    if (same !== undefined) return same.answer;
    const answer = reckon(key);
    answers.set(key, { answer });
    return answer;
  };
}
