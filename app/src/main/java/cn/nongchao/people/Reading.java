package cn.nongchao.people;

/** What whoever holds a role may look through within its places, where the role says so. */
public enum Reading {
  /** Persons and organisations. */
  REGISTER,
  /** Who did what to accounts, grants and personal data. */
  AUDIT
}
