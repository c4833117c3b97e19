"""Words into the spans that matter: products, needs, money, order numbers."""
