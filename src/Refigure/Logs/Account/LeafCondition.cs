namespace Refigure.Logs.Account;

/// <summary>When a way of placing a leaf phase is taken.</summary>
internal enum LeafCondition
{
    /// <summary>Whenever the place is known.</summary>
    Always,

    /// <summary>If the leaf phase has no value of its own.</summary>
    IfNotRead,

    /// <summary>If the leaf phase was derived.</summary>
    IfDerived,

    /// <summary>If the leaf phase was printed in whole seconds only.</summary>
    IfWhole,
}
