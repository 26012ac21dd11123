package cn.nongchao.form;

/** Over what a write holds. Without it nothing can be registered. */
public enum Over {
  /** The thing named in the address: the parameter marked {@link On}. */
  SUBJECT,
  /** What a field of the form names: the component marked {@link On}. */
  FIELD,
  /** The whole installation: one of the roles must be held over everywhere. */
  WHOLE,
  /** What belongs to the caller alone. */
  OWN,
  /** Nobody's in particular: open to whoever comes. */
  PUBLIC
}
