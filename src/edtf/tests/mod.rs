//! What dates mean, as tables: the standard's examples, times, periods, what is refused, and what must hold of any text.
